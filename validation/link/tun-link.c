/*
 * A link between two network namespaces: two TUN devices, and between them in each direction a serialiser, a droptail
 * queue and a delay. The TCP of the kernel runs over it, with its windows and its slow start.
 *
 *   tun-link <namespace> <device> <namespace> <device> <bits/s> <one-way delay, us> <queue, bytes>
 *
 * The kernel hands over trains of segments, as it does to a network card; each segment takes its own time and its own
 * room in the queue, and a train is delivered when its last segment has arrived, as a card hands it on.
 * Prints `ready` when both devices exist, and at the end one line of JSON with what each direction carried.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <linux/virtio_net.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* What a packet costs at an Ethernet port besides itself: header 14, FCS 4, preamble 8, gap 12. */
#define ETHERNET_OVERHEAD 38
#define MOST_BYTES (sizeof(struct virtio_net_hdr) + 65535)
#define SLOTS 65536u
#define BATCH 64
/* Waking for each packet would cost a core: they go in and out in steps, a fifth of a millisecond each. */
#define STEP_NS 200000u

#define TCP_FIN_AND_PUSH 0x09

struct slot {
  uint64_t due;
  size_t length;
  unsigned char *data; /* the virtio header, then the packet */
};

struct direction {
  struct slot slots[SLOTS];
  uint32_t head, tail;
  uint64_t free_at; /* when the serialiser has sent all that is queued */
  uint64_t packets, wire_bytes, drops, most_queued, latest;
};

static struct direction there, back;
static double bits_per_second;
static uint64_t delay_ns, queue_bytes;
static volatile sig_atomic_t ended;
static void end(int signal) { (void)signal, ended = 1; }

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "tun-link: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int open_device(const char *namespace, const char *device) {
  char path[256];
  snprintf(path, sizeof path, "/var/run/netns/%s", namespace);
  int space = open(path, O_RDONLY | O_CLOEXEC);
  if (space < 0 || setns(space, CLONE_NEWNET) < 0) fail(path);
  close(space);
  int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) fail("/dev/net/tun");
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI | IFF_VNET_HDR};
  strncpy(request.ifr_name, device, IFNAMSIZ - 1);
  if (ioctl(fd, TUNSETIFF, &request) < 0) fail(device);
  if (ioctl(fd, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4) < 0) fail("offload");
  return fd;
}

/* A train of TCP segments: its headers, and how much each segment carries. */
struct train {
  size_t headers, payload, segment, count;
};

static struct train train_of(const unsigned char *data, size_t length) {
  const struct virtio_net_hdr *header = (const void *)data;
  const unsigned char *ip = data + sizeof *header;
  size_t packet = length - sizeof *header;
  if (header->gso_type != VIRTIO_NET_HDR_GSO_TCPV4 || packet < 40) return (struct train){0, packet, packet, 1};
  size_t ip_length = (size_t)(ip[0] & 15) * 4, headers = ip_length + (size_t)(ip[ip_length + 12] >> 4) * 4;
  size_t payload = packet - headers, segment = header->gso_size;
  return (struct train){headers, payload, segment, (payload + segment - 1) / segment};
}

/* Cuts a train to its first segments; the kernel does not check checksums that it has not made yet. */
static size_t cut(unsigned char *data, const struct train *train, size_t count) {
  struct virtio_net_hdr *header = (void *)data;
  unsigned char *ip = data + sizeof *header;
  size_t packet = train->headers + count * train->segment, ip_length = (size_t)(ip[0] & 15) * 4;
  ip[2] = (unsigned char)(packet >> 8), ip[3] = (unsigned char)packet, ip[10] = ip[11] = 0;
  uint32_t sum = 0;
  for (size_t i = 0; i < ip_length; i += 2) sum += (uint32_t)(ip[i] << 8 | ip[i + 1]);
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  ip[10] = (unsigned char)(~sum >> 8), ip[11] = (unsigned char)~sum;
  ip[ip_length + 13] &= (unsigned char)~TCP_FIN_AND_PUSH; /* they belong to the last segment */
  if (count == 1) header->gso_type = VIRTIO_NET_HDR_GSO_NONE, header->gso_size = 0;
  return sizeof *header + packet;
}

/* Takes what the device sends: each segment gets its place on the wire, or is dropped. */
static int take(int fd, struct direction *d) {
  static unsigned char data[MOST_BYTES];
  int count = 0;
  for (; count < BATCH; count++) {
    ssize_t got = read(fd, data, sizeof data);
    if (got <= (ssize_t)sizeof(struct virtio_net_hdr)) break;
    size_t length = (size_t)got;
    struct train train = train_of(data, length);
    uint64_t t = now(), start = d->free_at > t ? d->free_at : t;
    uint64_t queued = (uint64_t)((double)(start - t) * bits_per_second / 8e9);
    size_t each = train.headers + train.segment + ETHERNET_OVERHEAD;
    size_t wire = train.payload + train.count * (train.headers + ETHERNET_OVERHEAD);
    size_t room = queued < queue_bytes ? queue_bytes - queued : 0;
    if (queued > d->most_queued) d->most_queued = queued;
    if (wire > room || d->tail - d->head >= SLOTS) {
      size_t fit = d->tail - d->head >= SLOTS ? 0 : room / each;
      d->drops += train.count - fit;
      if (fit == 0) continue;
      length = cut(data, &train, fit), train.count = fit, wire = fit * each;
    }
    struct slot *slot = &d->slots[d->tail++ % SLOTS];
    if (!(slot->data = malloc(length))) fail("memory");
    memcpy(slot->data, data, length);
    slot->length = length;
    d->free_at = start + (uint64_t)((double)wire * 8e9 / bits_per_second);
    slot->due = d->free_at + delay_ns;
    d->packets += train.count, d->wire_bytes += wire;
  }
  return count;
}

static void deliver(int fd, struct direction *d) {
  for (; d->head != d->tail; d->head++) {
    struct slot *slot = &d->slots[d->head % SLOTS];
    uint64_t t = now();
    if (slot->due > t) break;
    if (t - slot->due > d->latest) d->latest = t - slot->due;
    if (write(fd, slot->data, slot->length) < 0 && errno == EAGAIN) break;
    free(slot->data);
  }
}

static void print(const char *name, const struct direction *d) {
  printf("\"%s\":{\"packets\":%llu,\"wireBytes\":%llu,\"drops\":%llu,\"mostQueued\":%llu,\"latestUs\":%llu}", name,
         (unsigned long long)d->packets, (unsigned long long)d->wire_bytes, (unsigned long long)d->drops,
         (unsigned long long)d->most_queued, (unsigned long long)d->latest / 1000);
}

int main(int count, char **arguments) {
  if (count != 8) {
    fprintf(stderr, "tun-link: seven arguments are needed\n");
    return 2;
  }
  bits_per_second = atof(arguments[5]);
  delay_ns = (uint64_t)(atof(arguments[6]) * 1e3);
  queue_bytes = strtoull(arguments[7], NULL, 10);
  /* In the mean a packet waits half a step to be taken and half a step to be delivered. */
  if (delay_ns > STEP_NS) delay_ns -= STEP_NS;
  int fds[2] = {open_device(arguments[1], arguments[2]), open_device(arguments[3], arguments[4])};
  struct sigaction action = {.sa_handler = end};
  sigaction(SIGTERM, &action, NULL), sigaction(SIGINT, &action, NULL);
  prctl(PR_SET_TIMERSLACK, 1);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  setpriority(PRIO_PROCESS, 0, -10);
  printf("ready\n"), fflush(stdout);
  while (!ended) {
    int taken = take(fds[0], &there) + take(fds[1], &back);
    deliver(fds[1], &there), deliver(fds[0], &back);
    if (taken > 0) continue;
    nanosleep(&(struct timespec){0, STEP_NS}, NULL);
  }
  printf("{"), print("there", &there), printf(","), print("back", &back), printf("}\n");
  return 0;
}
