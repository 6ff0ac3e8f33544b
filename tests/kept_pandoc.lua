-- Reads as the program does, and stays: each line of standard input is what one run of the script arg[1] reads as its whole
-- input. An empty line ends what it writes.
for line in io.lines() do
  io.read = function() return line end
  dofile(arg[1])
  io.write('\n')
  io.flush()
end
