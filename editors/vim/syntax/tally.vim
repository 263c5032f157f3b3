" Vim syntax file for Tally. Written by scripts/editor-grammars from the grammar; do not edit.
if exists("b:current_syntax")
    finish
endif

syntax case ignore
syntax sync minlines=1

syntax match tallyOperator /\v%(!\=|[<]\=|[>]\=|[=<>~+*\/|;-])/
syntax match tallyMeasure /\v%([%])/
syntax match tallyCall /\v%(<[A-Za-z_][A-Za-z0-9_]*>)%(%([(]))@=/
syntax match tallyFunction /\v%(<%(if|case|coalesce|repeat|business_days|year|quarter|month|week|day|hour|minute|date|weekday|month_name|weekday_number|business_time|days|hours|bucket|abs|round|floor|ceil|log|exp|sqrt|lower|upper|trim|length|replace|split|before|after|latitude|longitude|distance|grid)>)%(%([(]))@=/
syntax match tallyMeasure /\v%(<%(sum|avg|median|min|max|distinct|mode|stddev|variance|first|last|gini|share|rank|index|anomaly|running|rolling|change|growth|count|arrivals|closures|removed|wait)>|<p[0-9][0-9]>)/
syntax match tallyConstant /\v%(<%(true|false|missing|as_of|others|totals|ci)>)/
syntax match tallyOperator /\v%(<%(or|and|not|in|between|is|contains|matches)>)/
syntax match tallyKeyword /\v%(<%(from|where|group|over|across|show|list|having|compare|sort|top|bottom|limit|with|as|dedupe|lookup|fill|test|why|draw|into|by|of|to|per|on|within|if|always|asc|desc|for|vs|containing|adjusted)>)/
syntax match tallyFunction /\v%(<%(if)>)%(%([(]))@=/
syntax match tallyNumber /\v%(<[0-9][0-9_]*%([.][0-9]+)?%([eE][+-]?[0-9]+)?%([%]|%(min|mo|mi|bd|pp|km|ft|s|h|d|w|y|m)>)?)/
syntax match tallyConstant /\v%(<[0-9][0-9][0-9][0-9]-%([0-9][0-9]%(-[0-9][0-9]%(T[0-9][0-9]%(:[0-9][0-9]%(:[0-9][0-9])?)?)?)?|Q[1-4]|W[0-9][0-9])>)/
syntax match tallyMeasure /\v%(<%(change|growth)>)%(%(\s+)%(<[0-9][0-9_]*%([.][0-9]+)?%([eE][+-]?[0-9]+)?%(min|mo|mi|bd|pp|km|ft|s|h|d|w|y|m)>)%(\s+)%(<%(in)>))@=/
syntax match tallyNumber /\v%(%(<%(change|growth)>)%(\s+))@<=%(<[0-9][0-9_]*%([.][0-9]+)?%([eE][+-]?[0-9]+)?%(min|mo|mi|bd|pp|km|ft|s|h|d|w|y|m)>)%(%(\s+)%(<%(in)>))@=/
syntax match tallyMeasure /\v%(%(<%(change|growth)>)%(\s+)%(<[0-9][0-9_]*%([.][0-9]+)?%([eE][+-]?[0-9]+)?%(min|mo|mi|bd|pp|km|ft|s|h|d|w|y|m)>)%(\s+))@<=%(<%(in)>)/
syntax match tallyMeasure /\v%(<%(change|growth)>)%(%(\s+)%(<%(in)>))@=/
syntax match tallyMeasure /\v%(%(<%(change|growth)>)%(\s+))@<=%(<%(in)>)/
syntax match tallyMeasure /\v%(<%(share|rank|index|anomaly)>)%(%(\s+)%(<%(of)>))@=/
syntax match tallyMeasure /\v%(%(<%(share|rank|index|anomaly)>)%(\s+))@<=%(<%(of)>)/
syntax match tallyConstant /\v%(<%(ci)>)%(%(\s+)%([0-9.]+[%])%(\s*)%(,)%(\s*)%(<%(n)>))@=/
syntax match tallyNumber /\v%(%(<%(ci)>)%(\s+))@<=%([0-9.]+[%])%(%(\s*)%(,)%(\s*)%(<%(n)>))@=/
syntax match tallyConstant /\v%(%(<%(ci)>)%(\s+)%([0-9.]+[%])%(\s*)%(,)%(\s*))@<=%(<%(n)>)/
syntax match tallyConstant /\v%(<%(others|totals)>)%(%(\s*)%(,)%(\s*)%(<%(n)>))@=/
syntax match tallyConstant /\v%(%(<%(others|totals)>)%(\s*)%(,)%(\s*))@<=%(<%(n)>)/
syntax match tallyKeyword /\v%(<%(with)>)%(%(\s+)%(<%(n)>))@=/
syntax match tallyConstant /\v%(%(<%(with)>)%(\s+))@<=%(<%(n)>)/
syntax match tallyKeyword /\v%(<%(draw)>)%(%(\s+)%(<%(bars|line|spark|heatmap|histogram|box|map|table)>))@=/
syntax match tallyConstant /\v%(%(<%(draw)>)%(\s+))@<=%(<%(bars|line|spark|heatmap|histogram|box|map|table)>)/
syntax match tallyKeyword /\v%(<%(to|vs)>)%(%(\s+)%(<%(rest)>))@=/
syntax match tallyKeyword /\v%(%(<%(to|vs)>)%(\s+))@<=%(<%(rest)>)/
syntax match tallyOperator /\v%(<%(is)>)%(%(\s+)%(<%(missing|known)>))@=/
syntax match tallyOperator /\v%(%(<%(is)>)%(\s+))@<=%(<%(missing|known)>)/
syntax match tallyOperator /\v%(<%(starts|ends)>)%(%(\s+)%(<%(with)>))@=/
syntax match tallyOperator /\v%(%(<%(starts|ends)>)%(\s+))@<=%(<%(with)>)/
syntax match tallyKeyword /\v%(<%(over)>)%(%(\s+)%(<%(minute|hour|day|week|month|quarter|year)>))@=/
syntax match tallyConstant /\v%(%(<%(over)>)%(\s+))@<=%(<%(minute|hour|day|week|month|quarter|year)>)/
syntax match tallyConstant /\v%(<%(same)>)%(%(\s+)%(<%(minute|hour|day|week|month|quarter|year)>)%(\s+)%(<%(last)>)%(\s+)%(<%(year)>))@=/
syntax match tallyConstant /\v%(%(<%(same)>)%(\s+))@<=%(<%(minute|hour|day|week|month|quarter|year)>)%(%(\s+)%(<%(last)>)%(\s+)%(<%(year)>))@=/
syntax match tallyConstant /\v%(%(<%(same)>)%(\s+)%(<%(minute|hour|day|week|month|quarter|year)>)%(\s+))@<=%(<%(last)>)%(%(\s+)%(<%(year)>))@=/
syntax match tallyConstant /\v%(%(<%(same)>)%(\s+)%(<%(minute|hour|day|week|month|quarter|year)>)%(\s+)%(<%(last)>)%(\s+))@<=%(<%(year)>)/
syntax match tallyConstant /\v%(<%(this|previous)>)%(%(\s+)%(<%(minute|hour|day|week|month|quarter|year)>))@=/
syntax match tallyConstant /\v%(%(<%(this|previous)>)%(\s+))@<=%(<%(minute|hour|day|week|month|quarter|year)>)/
syntax match tallyConstant /\v%(<%(last|next)>)%(%(\s+)%(<[0-9]+>)%(\s+)%(<%(minute|hour|day|week|month|quarter|year)s?>))@=/
syntax match tallyConstant /\v%(%(<%(last|next)>)%(\s+))@<=%(<[0-9]+>)%(%(\s+)%(<%(minute|hour|day|week|month|quarter|year)s?>))@=/
syntax match tallyConstant /\v%(%(<%(last|next)>)%(\s+)%(<[0-9]+>)%(\s+))@<=%(<%(minute|hour|day|week|month|quarter|year)s?>)/
syntax match tallyName /\v%(%(^|;)\s*)@<=%(<%(sum|avg|median|min|max|distinct|mode|stddev|variance|first|last|gini|share|rank|index|anomaly|running|rolling|change|growth|count|arrivals|closures|removed|others|totals|n|ci|asc|desc|wait|vs)>|<p[0-9][0-9]>)%(%(\s*\=))@=/
syntax match tallyName /\v%(%(,)%(\s*))@<=%(<%(sum|avg|median|min|max|distinct|mode|stddev|variance|first|last|gini|share|rank|index|anomaly|running|rolling|change|growth|count|arrivals|closures|removed|others|totals|n|ci|asc|desc|wait|vs)>|<p[0-9][0-9]>)%(%(\s*\=))@=/
syntax match tallyKeyword /\v%(<%(show|list|by|across)>)%(%(\s+)%(<%(sum|avg|median|min|max|distinct|mode|stddev|variance|first|last|gini|share|rank|index|anomaly|running|rolling|change|growth|count|arrivals|closures|removed|others|totals|n|ci|asc|desc|wait|vs)>|<p[0-9][0-9]>)%(\s*\=))@=/
syntax match tallyName /\v%(%(<%(show|list|by|across)>)%(\s+))@<=%(<%(sum|avg|median|min|max|distinct|mode|stddev|variance|first|last|gini|share|rank|index|anomaly|running|rolling|change|growth|count|arrivals|closures|removed|others|totals|n|ci|asc|desc|wait|vs)>|<p[0-9][0-9]>)%(%(\s*\=))@=/
syntax match tallyKeyword /\v%(<%(ordered)>)%(%(\s*%($|recode|--)))@=/
syntax match tallyKeyword /\v%(<%(crs)>)%(%(\s+[0-9]))@=/
syntax match tallyKeyword /\v%(<%(recode|yes)>)%(%(\s*["']))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*)@<=%(<%(doc)>)%(%(\s+)%(<[A-Za-z_][A-Za-z0-9_]*>)%(\s*["']))@=/
syntax match tallyName /\v%(%(^|;)\s*%(<%(doc)>)%(\s+))@<=%(<[A-Za-z_][A-Za-z0-9_]*>)%(%(\s*["']))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*)@<=%(<%(key|time|flag|category|number|text|point)>)%(%(\s+)%(<[A-Za-z_][A-Za-z0-9_]*>)%(\s*\=))@=/
syntax match tallyName /\v%(%(^|;)\s*%(<%(key|time|flag|category|number|text|point)>)%(\s+))@<=%(<[A-Za-z_][A-Za-z0-9_]*>)%(%(\s*\=))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*)@<=%(<%(missing)>)%(%(\s*["']))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*)@<=%(<%(define|measure|param|view|span|dataset|expect|set|use|save|explain)>)%(%(%(\s+|$)))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*)@<=%(<%(expect)>)%(%(\s+)%(<%(none)>))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*%(<%(expect)>)%(\s+))@<=%(<%(none)>)/
syntax match tallyKeyword /\v%(%(^|;)\s*)@<=%(<%(define)>)%(%(\s+)%(<[A-Za-z_][A-Za-z0-9_]*>)%(\s*[(]))@=/
syntax match tallyName /\v%(%(^|;)\s*%(<%(define)>)%(\s+))@<=%(<[A-Za-z_][A-Za-z0-9_]*>)%(%(\s*[(]))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*)@<=%(<%(set)>)%(%(\s+)%(<[A-Za-z_][A-Za-z0-9_]*>)%(\s*\=))@=/
syntax match tallyConstant /\v%(%(^|;)\s*%(<%(set)>)%(\s+))@<=%(<[A-Za-z_][A-Za-z0-9_]*>)%(%(\s*\=))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*)@<=%(<%(dataset)>)%(%(\s+)%(<[A-Za-z_][A-Za-z0-9_]*>)%(\s+)%(<%(matches)>))@=/
syntax match tallyName /\v%(%(^|;)\s*%(<%(dataset)>)%(\s+))@<=%(<[A-Za-z_][A-Za-z0-9_]*>)%(%(\s+)%(<%(matches)>))@=/
syntax match tallyKeyword /\v%(%(^|;)\s*%(<%(dataset)>)%(\s+)%(<[A-Za-z_][A-Za-z0-9_]*>)%(\s+))@<=%(<%(matches)>)/
syntax match tallyName /\v%([`]%([^`]|[`][`])*[`]?)/
syntax match tallyString /\v%([']%([^']|[']['])*[']?)/
syntax match tallyString /\v%(["]%([^"]|["]["])*["]?)/
syntax match tallyComment /\v%(--.*)/

highlight default link tallyComment Comment
highlight default link tallyString String
highlight default link tallyName Identifier
highlight default link tallyKeyword Statement
highlight default link tallyConstant Constant
highlight default link tallyOperator Operator
highlight default link tallyNumber Number
highlight default link tallyMeasure Type
highlight default link tallyFunction Function
highlight default link tallyCall Function

let b:current_syntax = "tally"
