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
fi
