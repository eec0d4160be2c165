#!/bin/sh
# Builds writer.elf, which is committed: a run needs no compiler.
set -eu
cd "$(dirname "$0")"
gcc -m32 -march=i686 -Os -Wall -Wextra -Werror -ffreestanding -fno-builtin -fno-pic -fno-stack-protector \
  -fno-asynchronous-unwind-tables -fcf-protection=none -mno-sse -nostdlib -static -no-pie \
  -Wl,-T,writer.ld,--build-id=none,-z,max-page-size=4096,-s,-N -o writer.elf start.S writer.c
ls -l writer.elf
