-- Reads a JSON list of Markdown texts on standard input and writes pandoc's JSON of each, one a line.
-- One process serves all of them, and each is parsed by itself: footnotes and open divs stay at home.
local format = 'commonmark+sourcepos+attributes+fenced_divs+bracketed_spans+footnotes+pipe_tables'
  .. '+definition_lists+fancy_lists'
for _, text in ipairs(pandoc.json.decode(io.read('a'), false)) do
  io.write(pandoc.write(pandoc.read(text, format), 'json'), '\n')
end
