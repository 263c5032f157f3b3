# Shared by the scripts of this folder, which source it. It moves to the top of the project.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

# Where `swift build` puts its products; TALLY_SCRATCH chooses another folder than .build.
scratch="${TALLY_SCRATCH:-.build}"

# The builds of the release programs link Swift's libraries into them, so that they start faster and run on machines
# without Swift. On macOS the system has those libraries.
release_options=(-c release --scratch-path "$scratch")
if [ "$(uname -s)" = Linux ]; then
    release_options+=(--static-swift-stdlib)
    # A tenth of the time that a short answer takes is the loader's, which moves 50,000 pointers of the libraries to where
    # they lie. Packed they are a megabyte less to read. C libraries before 2.36 do not know the packed form.
    glibc="$(getconf GNU_LIBC_VERSION 2>/dev/null || true)"
    if [[ "$glibc" = glibc* && "$(printf '2.36\n%s\n' "${glibc#glibc }" | sort -V | head -1)" = 2.36 ]]; then
        release_options+=(-Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs)
    fi
fi
