" :make checks the script, :copen lists what was found. g:tally_data names the data's files, for names and values.
if exists("current_compiler")
    finish
endif
let current_compiler = "tally"

let s:data = join(map(copy(get(g:, "tally_data", [])), '"--data " . shellescape(v:val)'))
execute "CompilerSet makeprg=" . escape(get(g:, "tally_program", "tally") . " check " . s:data . " %:S", ' \|"')
CompilerSet errorformat=%Eerror:\ %m,%Wwarning:\ %m,%Inote:\ %m,%Z\ ┌─\ %f:%l:%c,%-G%.%#
