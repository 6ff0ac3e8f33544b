@echo off
rem The command line: keikaku check, keikaku --help. The plan is looked for in the current folder.
setlocal DisableDelayedExpansion
set "KEIKAKU_STARTED_BY=keikaku"
if not exist "%~dp0python\python.exe" goto incomplete
"%~dp0python\python.exe" -X utf8 -B "%~dp0app\pipeline\kit\start.py" %*
exit /b %ERRORLEVEL%

:incomplete
powershell -NoProfile -Command "-join [char[]](12461,12483,12488,12364,25539,12387,12390,12356,12414,12379,12435,12290,90,73,80,12501,12449,12452,12523,12434,21491,12463,12522,12483,12463,12375,12289,65339,12377,12409,12390,23637,38283,65341,12391,23637,38283,12375,12390,12363,12425,12289,12418,12358,19968,24230,38283,12356,12390,12367,12384,12373,12356,12290)" 2>nul
echo python\python.exe is missing. Extract the whole ZIP file first.
exit /b 3
