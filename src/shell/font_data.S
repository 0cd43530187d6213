// SPDX-License-Identifier: MIT
// The assembler is told the folder of the font files.

#ifdef __APPLE__
#define SYMBOL(name) _ ## name
        .const
#else
#define SYMBOL(name) name
        .section .rodata
#endif

#define FONT(name, file)                                                                \
        .globl SYMBOL(name); .globl SYMBOL(name ## _end); .balign 16;                   \
        SYMBOL(name): .incbin file; SYMBOL(name ## _end): .byte 0

FONT(font_normal, "DejaVuSans.ttf")
FONT(font_bold, "DejaVuSans-Bold.ttf")
FONT(font_condensed, "DejaVuSansCondensed.ttf")
FONT(font_condensed_bold, "DejaVuSansCondensed-Bold.ttf")

#ifdef __ELF__
        .section .note.GNU-stack, "", %progbits
#endif
