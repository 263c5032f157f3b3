// Tells a release program what the processor can do, of which the compiler's dispatch picks loops: `target_clones` and
// `__builtin_cpu_supports` in CKernels and CScan.
//
// The compiler's own library executes `cpuid` a dozen times before `main`, each of which makes a virtual machine stop and
// ask its host: 0.15 ms of a question that takes three. glibc has asked before, and from 2.33 on it tells. Names and numbers
// are those of libgcc and compiler-rt, whose binaries depend on them; of a number that is not set the loops are slower,
// and no less right. Where there is no such glibc, this file is empty and the compiler's library is linked.

#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>

struct {
    unsigned vendor, type, subtype, features;
} __cpu_model;
unsigned __cpu_features2[3];

static void set(unsigned number)
{
    if (number < 32) __cpu_model.features |= 1u << number;
    else __cpu_features2[number / 32 - 1] |= 1u << number % 32;
}

#define HAS(name) CPU_FEATURE_ACTIVE(name)

int __cpu_indicator_init(void);
__attribute__((constructor)) int __cpu_indicator_init(void)
{
    enum { ANOTHER_VENDOR = 3 };
    if (__cpu_model.vendor) return 0;
    __cpu_model.vendor = ANOTHER_VENDOR;
    if (HAS(POPCNT)) set(2);
    if (HAS(AVX2)) set(10);
    if (HAS(AVX512F)) set(15);
    if (HAS(BMI1)) set(16);
    if (HAS(BMI2)) set(17);
    if (HAS(PCLMULQDQ)) set(19);
    if (HAS(AVX512VL)) set(20);
    if (HAS(AVX512BW)) set(21);
    if (HAS(AVX512_VPOPCNTDQ)) set(30);
    if (HAS(AVX512_VBMI2)) set(31);
    int second = HAS(CMPXCHG16B) && HAS(LAHF64_SAHF64) && HAS(POPCNT) && HAS(SSE3) && HAS(SSSE3) && HAS(SSE4_1) && HAS(SSE4_2);
    int third = second && HAS(AVX) && HAS(AVX2) && HAS(BMI1) && HAS(BMI2) && HAS(F16C) && HAS(FMA) && HAS(LZCNT) && HAS(MOVBE);
    int fourth = third && HAS(AVX512F) && HAS(AVX512BW) && HAS(AVX512CD) && HAS(AVX512DQ) && HAS(AVX512VL);
    if (third) set(97);
    if (fourth) set(98);
    return 0;
}
#endif
