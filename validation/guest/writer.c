/*
 * The guest whose memory is migrated: fills all RAM with non-zero words, then writes one word a page over a working set
 * at a set rate. The pages of the working set lie scattered over all memory, as an operating system deals them out.
 * Freestanding 32-bit multiboot; what it is told stands on its command line:
 *
 *   rate=<pages/s> set=<pages> pattern=cyclic|random busy=0|1
 *
 * It sleeps between the ticks of the PIT and takes its time from the ACPI PM timer, so that a late tick costs nothing.
 * A busy guest stands for one that computes all the time: time in which it did not run (a throttled CPU) is lost to it.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define PAGE 4096u
#define PM_TIMER_PORT 0x608
#define PM_TIMER_HZ 3579545u
#define PM_TIMER_MASK 0xffffffu /* 24 bits: turns over every 4.7 s */
#define PIT_DIVISOR 1193u       /* 1.19318 MHz: a tick a millisecond */
#define TICK (PM_TIMER_HZ / 1000)

struct multiboot_info {
  u32 flags, mem_lower, mem_upper, boot_device, cmdline;
};

/* Read from outside by physical address: validation/qemu/counters.ts knows the order. */
struct counters {
  volatile u32 magic, ready, written, ticks_low, ticks_high, rate, set_pages, all_pages;
};
__attribute__((section(".counters"))) struct counters counters = {.magic = 0x4c42574d};

struct gate {
  u16 low, selector;
  u8 zero, type;
  u16 high;
} __attribute__((packed));
struct pointer {
  u16 limit;
  u32 base;
} __attribute__((packed));

static struct gate idt[33];
static u64 gdt[3] = {0, 0x00cf9a000000ffffull, 0x00cf92000000ffffull};
extern void tick(void);
extern void wait_for_tick(void);
extern void load_segments(const struct pointer *gdt, const struct pointer *idt);
extern char image_end[];

static inline void out8(u16 port, u8 value) { __asm__ volatile("outb %0, %1" ::"a"(value), "Nd"(port)); }
static inline u32 in32(u16 port) {
  u32 value;
  __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
  return value;
}

/* 64 by 32 bits; the quotient fits in 32. */
static inline u32 divide(u64 dividend, u32 divisor, u32 *remainder) {
  u32 quotient;
  __asm__("divl %4" : "=a"(quotient), "=d"(*remainder) : "a"((u32)dividend), "d"((u32)(dividend >> 32)), "r"(divisor));
  return quotient;
}

/* The value after `key=` on the command line: a number, or the first letter of a word. */
static u32 option(const char *line, const char *key) {
  for (const char *p = line; *p; p++) {
    const char *a = p, *b = key;
    while (*b && *a == *b) a++, b++;
    if (*b || *a != '=' || (p != line && p[-1] != ' ')) continue;
    a++;
    if (*a < '0' || *a > '9') return (u8)*a;
    u32 n = 0;
    while (*a >= '0' && *a <= '9') n = n * 10 + (u32)(*a++ - '0');
    return n;
  }
  return 0;
}

static void start_ticks(void) {
  u32 handler = (u32)tick;
  idt[32] = (struct gate){(u16)handler, 8, 0, 0x8e, (u16)(handler >> 16)};
  struct pointer g = {sizeof gdt - 1, (u32)gdt}, i = {sizeof idt - 1, (u32)idt};
  load_segments(&g, &i);
  /* Interrupt controller: the timer alone, as vector 32. */
  out8(0x20, 0x11), out8(0xa0, 0x11), out8(0x21, 0x20), out8(0xa1, 0x28), out8(0x21, 4), out8(0xa1, 2);
  out8(0x21, 1), out8(0xa1, 1), out8(0x21, 0xfe), out8(0xa1, 0xff);
  out8(0x43, 0x34), out8(0x40, PIT_DIVISOR & 0xff), out8(0x40, PIT_DIVISOR >> 8);
}

static void fill(u32 from, u32 to) {
  u32 words = (to - from) / 4;
  __asm__ volatile("rep stosl" : "+D"(from), "+c"(words) : "a"(0x5a5a5a5a) : "memory");
}

static u32 random_state = 2463534242u;
static u32 random_below(u32 n) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return (u32)(((u64)random_state * n) >> 32);
}

static u32 common_divisor(u32 a, u32 b) {
  while (b) {
    u32 rest = a % b;
    a = b, b = rest;
  }
  return a;
}

/* A step of about 0.618 of all pages that comes to each of them before it comes to one again: even at any number of steps. */
static u32 scattering_step(u32 pages) {
  u32 remainder, step = divide((u64)pages * 618034u, 1000000u, &remainder);
  while (common_divisor(step, pages) != 1) step++;
  return step;
}

void main(const struct multiboot_info *info) {
  const char *line = (const char *)info->cmdline;
  u32 rate = option(line, "rate"), set = option(line, "set");
  u32 is_random = option(line, "pattern") == 'r', is_busy = option(line, "busy");
  u32 first = ((u32)image_end + PAGE - 1) & ~(PAGE - 1);
  u32 end = (0x100000 + info->mem_upper * 1024) & ~(PAGE - 1);
  u32 most = (end - first) / PAGE;
  if (set > most) set = most;
  /* The boot information lies in low memory and is not needed any more. */
  fill(0x10000, 0x9f000);
  fill(first, end);
  counters.rate = rate, counters.set_pages = set, counters.all_pages = end / PAGE;
  start_ticks();

  u32 step = scattering_step(most), at = 0, remainder = 0, written = 0;
  u64 elapsed = 0;
  u32 before = in32(PM_TIMER_PORT);
  counters.ready = 1;
  for (;;) {
    wait_for_tick();
    u32 now = in32(PM_TIMER_PORT), passed = (now - before) & PM_TIMER_MASK;
    before = now;
    elapsed += passed;
    /* The gap that a throttled CPU leaves is longer than any tick. */
    if (is_busy && passed > 2 * TICK) passed = TICK;
    u32 due = divide((u64)passed * rate + remainder, PM_TIMER_HZ, &remainder);
    if (set == 0) due = 0;
    for (; due > 0; due--) {
      u32 page = is_random ? random_below(set) : at;
      if (++at >= set) at = 0;
      u32 scattered;
      divide((u64)page * step, most, &scattered);
      *(volatile u32 *)(first + scattered * PAGE) = ++written;
    }
    counters.written = written;
    counters.ticks_low = (u32)elapsed, counters.ticks_high = (u32)(elapsed >> 32);
  }
}
