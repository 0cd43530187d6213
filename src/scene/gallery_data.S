// SPDX-License-Identifier: MIT
// The scenes of the gallery as they are in assets/scenes, each a text that ends in a
// zero byte.  The assembler is told the folder.

#ifdef __APPLE__
#define SYMBOL(name) _ ## name
        .const
#else
#define SYMBOL(name) name
        .section .rodata
#endif

#define QUOTE(text) #text
#define CARD(id, file, group, label, why)                                             \
        .globl SYMBOL(card_ ## id);                                                   \
        SYMBOL(card_ ## id): .incbin QUOTE(file.scene); .byte 0;

#include "gallery_cards.def"

#ifdef __ELF__
        .section .note.GNU-stack, "", %progbits
#endif
