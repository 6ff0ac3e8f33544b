-- Reads JSON lists of Markdown texts on standard input, a list a line, and writes pandoc's JSON of each text, one a line.
-- One process serves all of them, and each is parsed by itself: footnotes and open divs stay at home.

-- What we read beyond CommonMark, each with a pattern that only texts have for which it makes a difference: every extension
-- that is on costs time for every text, and what most values of YAML need is one or two.
local extensions = {
  attributes = '{',
  bracketed_spans = ']{',
  definition_lists = '[:~]%s',
  fancy_lists = '[-+*.)]%s',
  fenced_divs = ':::',
  footnotes = '%[%^',
  pipe_tables = '|',
  subscript = '~',
  superscript = '[^%[]%^',
}

local function format_of(text)
  local format = 'commonmark+sourcepos'
  for extension, pattern in pairs(extensions) do
    if ('\n' .. text .. '\n'):find(pattern) then format = format .. '+' .. extension end
  end
  return format
end

for asked in io.lines() do
  for _, text in ipairs(pandoc.json.decode(asked, false)) do
    io.write(pandoc.write(pandoc.read(text, format_of(text)), 'json'), '\n')
  end
  io.flush()
end
