" For 'formatexpr': gq writes what it covers in the canonical form. What is not spelt rightly stays as it is.
function! tally#format() abort
    if mode() =~# '[iR]'
        return 1
    endif
    let lines = getline(v:lnum, v:lnum + v:count - 1)
    let result = systemlist(get(g:, "tally_program", "tally") . " fmt -", lines)
    if v:shell_error
        echohl WarningMsg | echomsg join(filter(result, 'v:val =~# "^error"'), "; ") | echohl None
        return 0
    endif
    call append(v:lnum + v:count - 1, result)
    execute "silent " . v:lnum . "," . (v:lnum + v:count - 1) . "delete _"
    return 0
endfunction
