" Tally scripts: comments, `gq` formats, `:make` checks.
if exists("b:did_ftplugin")
    finish
endif
let b:did_ftplugin = 1

setlocal comments=:-- commentstring=--\ %s
setlocal expandtab shiftwidth=2
setlocal formatexpr=tally#format()
compiler tally

let b:undo_ftplugin = "setlocal comments< commentstring< expandtab< shiftwidth< formatexpr< makeprg< errorformat<"
