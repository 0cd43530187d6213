// SPDX-License-Identifier: MIT
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

bool fault_at(struct fault *fault, int column, const char *format, ...)
{
    if (!fault)
        return false;
    *fault = (struct fault){.column = column};
    va_list args;
    va_start(args, format);
    vsnprintf(fault->text, sizeof fault->text, format, args);
    va_end(args);
    return false;
}

bool fault_machine(struct fault *fault, const char *format, ...)
{
    if (!fault)
        return false;
    *fault = (struct fault){.machine = true};
    va_list args;
    va_start(args, format);
    vsnprintf(fault->text, sizeof fault->text, format, args);
    va_end(args);
    return false;
}

bool fault_memory(struct fault *fault)
{
    return fault_machine(fault, "there is not enough memory for this");
}
