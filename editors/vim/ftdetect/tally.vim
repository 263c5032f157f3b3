autocmd BufRead,BufNewFile *.tally setfiletype tally
