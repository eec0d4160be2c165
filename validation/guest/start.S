# Multiboot header, entry, and the two things that C cannot say: loading segments, and sleeping until a tick.
        .section .multiboot, "a"
        .align 4
        .long 0x1badb002, 2, -(0x1badb002 + 2)

        .text
        .globl _start, tick, wait_for_tick, load_segments
_start:
        cli
        mov     $stack_top, %esp
        push    %ebx
        call    main

load_segments:
        mov     4(%esp), %eax
        lgdt    (%eax)
        mov     8(%esp), %eax
        lidt    (%eax)
        mov     $16, %eax
        mov     %ax, %ds
        mov     %ax, %es
        mov     %ax, %ss
        ljmp    $8, $1f
1:      ret

wait_for_tick:
        push    %eax
        sti
        hlt
2:      jmp     2b                      # the tick may come before the halt or within it, never go on without

# Drops what the interrupt pushed instead of IRET, which software KVM is slow at; interrupts are off again by the gate.
tick:
        add     $12, %esp
        mov     $0x20, %al
        out     %al, $0x20
        pop     %eax
        ret

        .bss
        .align  16
        .space  2048
stack_top:
        .section .note.GNU-stack, "", @progbits
