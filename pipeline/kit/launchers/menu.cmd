@echo off
rem The menu. In the kit this file has a Japanese name, and a plan's folder can be dropped on it.
rem Delayed expansion is off wherever a path stands, since it would take away every exclamation mark.
setlocal DisableDelayedExpansion
set "KEIKAKU_STARTED_BY=keikaku"
if not exist "%~dp0python\python.exe" goto incomplete
rem Explorer quotes no path without a blank, so %* ends at an ampersand. The whole line is read from here.
setlocal EnableDelayedExpansion
set "KEIKAKU_LINE=!CMDCMDLINE!"
if not "!CMDCMDLINE:/c=!"=="!CMDCMDLINE!" set "KEIKAKU_ENDS=1"
setlocal DisableDelayedExpansion
"%~dp0python\python.exe" -X utf8 -B "%~dp0app\pipeline\kit\start.py" menu %*
set "KEIKAKU_CODE=%ERRORLEVEL%"
if not "%KEIKAKU_CODE%"=="0" pause
rem What stands behind that ampersand is no command: where this window is for the menu alone, it ends here.
if defined KEIKAKU_ENDS exit %KEIKAKU_CODE%
exit /b %KEIKAKU_CODE%

:incomplete
powershell -NoProfile -Command "-join [char[]](12461,12483,12488,12364,25539,12387,12390,12356,12414,12379,12435,12290,90,73,80,12501,12449,12452,12523,12434,21491,12463,12522,12483,12463,12375,12289,65339,12377,12409,12390,23637,38283,65341,12391,23637,38283,12375,12390,12363,12425,12289,12418,12358,19968,24230,38283,12356,12390,12367,12384,12373,12356,12290)" 2>nul
echo python\python.exe is missing. Extract the whole ZIP file first.
pause
exit 3
