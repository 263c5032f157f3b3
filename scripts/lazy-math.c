// Stands for libm when a release program is linked: it opens the library when the first function of it is called that is
// not here.
//
// Linked in the usual way, libm is opened, mapped and moved into place by every start, a fifth of a millisecond, though a
// question that counts calls nothing of it but `ceil`, which sets in Swift's library round their sizes with. Those four that
// are exact by definition are here; of all others every digit is the library's own.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <gnu/lib-names.h>
#include <stdio.h>
#include <unistd.h>

static void *find(const char *name)
{
    void *library = dlopen(LIBM_SO, RTLD_NOW | RTLD_LOCAL);
    void *function = library ? dlsym(library, name) : NULL;
    if (function) return function;
    fprintf(stderr, "error: numbers cannot be computed without %s of %s\n", name, LIBM_SO);
    _exit(4);
}

#define FUNCTION(type, name, parameters, arguments) \
    type name parameters \
    { \
        static type(*known) parameters; \
        type(*function) parameters = __atomic_load_n(&known, __ATOMIC_RELAXED); \
        if (!function) { \
            function = (type(*) parameters)find(#name); \
            __atomic_store_n(&known, function, __ATOMIC_RELAXED); \
        } \
        return function arguments; \
    }

// Each of these exists for all three types.
#define OF_ONE(name) WITH_ONE(double, name) WITH_ONE(float, name##f) WITH_ONE(long double, name##l)
#define WITH_ONE(type, name) FUNCTION(type, name, (type x), (x))
#define OF_TWO(name) WITH_TWO(double, name) WITH_TWO(float, name##f) WITH_TWO(long double, name##l)
#define WITH_TWO(type, name) FUNCTION(type, name, (type x, type y), (x, y))

OF_ONE(acos) OF_ONE(asin) OF_ONE(atan) OF_ONE(cos) OF_ONE(sin) OF_ONE(tan)
OF_ONE(acosh) OF_ONE(asinh) OF_ONE(atanh) OF_ONE(cosh) OF_ONE(sinh) OF_ONE(tanh)
OF_ONE(exp) OF_ONE(exp2) OF_ONE(expm1) OF_ONE(log) OF_ONE(log10) OF_ONE(log1p) OF_ONE(log2) OF_ONE(logb)
OF_ONE(cbrt) OF_ONE(sqrt) OF_ONE(erf) OF_ONE(erfc) OF_ONE(lgamma) OF_ONE(tgamma) OF_ONE(nearbyint) OF_ONE(rint)
OF_TWO(atan2) OF_TWO(fdim) OF_TWO(fmax) OF_TWO(fmin) OF_TWO(fmod) OF_TWO(hypot) OF_TWO(nextafter) OF_TWO(pow)
OF_TWO(remainder)

#define OF_OTHERS(type, f) \
    FUNCTION(type, fma##f, (type x, type y, type z), (x, y, z)) \
    FUNCTION(type, lgamma##f##_r, (type x, int *sign), (x, sign)) \
    FUNCTION(type, nan##f, (const char *text), (text)) \
    FUNCTION(type, remquo##f, (type x, type y, int *quotient), (x, y, quotient))
OF_OTHERS(double, ) OF_OTHERS(float, f) OF_OTHERS(long double, l)

FUNCTION(double, jn, (int order, double x), (order, x))
FUNCTION(double, yn, (int order, double x), (order, x))
WITH_ONE(float, ceilf) WITH_ONE(float, floorf) WITH_ONE(float, roundf) WITH_ONE(float, truncf)
WITH_ONE(long double, ceill) WITH_ONE(long double, floorl) WITH_ONE(long double, roundl) WITH_ONE(long double, truncl)

// Numbers from 2 to the power of 52 on are whole, as are infinities; what is no number stays so.
double trunc(double x)
{
    if (!(__builtin_fabs(x) < 0x1p52)) return x;
    return __builtin_copysign((double)(long long)x, x);
}

double floor(double x)
{
    double whole = trunc(x);
    return whole > x ? whole - 1 : whole;
}

double ceil(double x)
{
    double whole = trunc(x);
    return whole < x ? whole + 1 : whole;
}

double round(double x)
{
    double whole = trunc(x);
    return __builtin_fabs(x - whole) < 0.5 || whole == x || x != x ? whole : whole + __builtin_copysign(1, x);
}
