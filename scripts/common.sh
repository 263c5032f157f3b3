# Shared by the scripts of this folder, which source it. It moves to the top of the project.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

# Where `swift build` puts its products; TALLY_SCRATCH chooses another folder than .build.
scratch="${TALLY_SCRATCH:-.build}"

# Fills a folder with libraries that the linker finds before the system's shared ones: the archives of what every start of
# a release program would else look up and move into place, stand-ins for simdjson (lazy-simdjson.c) and for libm
# (lazy-math.c), and what the processor can do (processor.c). Fails where one of them is not to be had, or needs what is not
# here; then the shared libraries are linked.
make_archives() {
    local folder="$1" compiler library files=() simdjson contents
    compiler="$(command -v clang || command -v cc)" || return 1
    for library in stdc++ re2 readline tinfo; do
        files+=("$("$compiler" -print-file-name="lib$library.a")")
        [ -f "${files[-1]}" ] || return 1
    done
    simdjson="$(basename "$(readlink "$("$compiler" -print-file-name=libsimdjson.so)")")" || return 1
    contents="${files[*]} $simdjson $(cat scripts/lazy-simdjson.c scripts/lazy-math.c scripts/processor.c | cksum)"
    if [ "$(cat "$folder/contents" 2>/dev/null)" = "$contents" ]; then return 0; fi
    rm -rf "$folder"
    mkdir -p "$folder"
    ln -s "${files[@]}" "$folder/"
    "$compiler" -O2 -Wall -DSIMDJSON="\"$simdjson\"" -c scripts/lazy-simdjson.c -o "$folder/simdjson.o" || return 1
    ar cr "$folder/libsimdjson.a" "$folder/simdjson.o" || return 1
    "$compiler" -O2 -Wall -fno-builtin -ffunction-sections -c scripts/lazy-math.c -o "$folder/math.o" || return 1
    ar cr "$folder/libmath.a" "$folder/math.o" || return 1
    # What the stand-in does not have, the system's has.
    echo "INPUT(libmath.a AS_NEEDED($("$compiler" -print-file-name=libm.so.6)))" >"$folder/libm.so"
    "$compiler" -O2 -Wall -c scripts/processor.c -o "$folder/processor.o" || return 1
    ar cr "$folder/libprocessor.a" "$folder/processor.o" || return 1
    # Later versions of RE2 need libraries of their own, for one.
    echo 'int main(void) { return 0; }' | "$compiler" -x c - -x none -o "$folder/probe" -static-libgcc -Wl,--whole-archive \
        "$folder/libre2.a" "$folder/libreadline.a" "$folder/libsimdjson.a" -Wl,--no-whole-archive \
        "$folder/libtinfo.a" "$folder/libstdc++.a" -lm || return 1
    echo "$contents" >"$folder/contents"
}

# The builds of the release programs link Swift's libraries into them, so that they start faster and run on machines
# without Swift. On macOS the system has those libraries.
release_options=(-c release --scratch-path "$scratch")
if [ "$(uname -s)" = Linux ]; then
    # Nothing lies beside the program that it would have to look for there first.
    release_options+=(--static-swift-stdlib --disable-local-rpath)
    # Half of a short answer's time goes into pages: those that are read for the first time, and those that the loader copies
    # because pointers in them depend on where the program lies. So the program says where it lies (-no-pie), one section
    # holds one function, of which the linker leaves out what nobody calls, and what a start needs lies together
    # (scripts/start-order). Nobody looks for a function of ours by its name, so that 6,000 names need not be there.
    release_options+=(-Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -no-pie)
    release_options+=(-Xswiftc -Xfrontend -Xswiftc -function-sections -Xcc -ffunction-sections)
    release_options+=(-Xlinker "--symbol-ordering-file=$PWD/scripts/start-order.txt" -Xlinker --no-warn-symbol-ordering)
    release_options+=(-Xlinker "--script=$PWD/scripts/nameless.ld")
    release_options+=(-Xlinker --no-export-dynamic)
    # Where the parts of the program begin at multiples of two megabytes, the system maps what it keeps in pieces of that size
    # (write_program) all at once, and it need not touch each page when the program begins and again when it ends.
    release_options+=(-Xlinker -z -Xlinker max-page-size=2097152 -Xlinker -z -Xlinker separate-loadable-segments)
    # Types such as [String: Column] are put together by calls instead of by reading their names and looking through all
    # conformances of the program, which took a sixth of a short answer's instructions.
    release_options+=(-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors)
    mkdir -p "$scratch"
    archives="$(cd "$scratch" && pwd)/archives"
    if make_archives "$archives" >/dev/null 2>&1; then
        release_options+=(-Xswiftc -L -Xswiftc "$archives" -Xlinker -ltinfo -Xlinker -lprocessor)
        release_options+=(-Xswiftc -Xclang-linker -Xswiftc -static-libgcc)
    fi
fi

# Copies a program. The system keeps a file in memory in pieces of the size in which it was written: the linker writes pages.
write_program() {
    dd if="$1" of="$2.new" bs=8388608 2>/dev/null && chmod 755 "$2.new" && mv -f "$2.new" "$2"
}

# Builds release programs and says in which folder they are.
build_release() {
    local program folder
    for program in "$@"; do swift build "${release_options[@]}" --product "$program" >&2 || return; done
    folder="$(swift build "${release_options[@]}" --show-bin-path)" || return
    mkdir -p "$scratch/programs"
    for program in "$@"; do
        if [ "$scratch/programs/$program" -nt "$folder/$program" ]; then continue; fi
        write_program "$folder/$program" "$scratch/programs/$program" || return
    done
    (cd "$scratch/programs" && pwd)
}
