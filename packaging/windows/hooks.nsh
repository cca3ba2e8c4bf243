; The installer's shortcuts open the command line. Made anew they would lose the name under which Windows
; shows notifications, so they are pointed at the window instead.
!macro POINT_SHORTCUT shortcut program
  ${If} ${FileExists} "${shortcut}"
    !insertmacro SetShortcutTarget "${shortcut}" "$INSTDIR\${program}.exe"
  ${EndIf}
!macroend

!macro NSIS_HOOK_POSTINSTALL
  !insertmacro POINT_SHORTCUT "$SMPROGRAMS\${PRODUCTNAME}.lnk" latchet-window
  !insertmacro POINT_SHORTCUT "$DESKTOP\${PRODUCTNAME}.lnk" latchet-window
!macroend

; The last page runs the program and makes the shortcut on the desktop after that.
!macro NSIS_HOOK_PREFINISHPAGE
  !undef MUI_FINISHPAGE_RUN_FUNCTION
  !define MUI_FINISHPAGE_RUN_FUNCTION RunWindow
  !undef MUI_FINISHPAGE_SHOWREADME_FUNCTION
  !define MUI_FINISHPAGE_SHOWREADME_FUNCTION PutWindowOnDesktop
  Function RunWindow
    nsis_tauri_utils::RunAsUser "$INSTDIR\latchet-window.exe" ""
  FunctionEnd
  Function PutWindowOnDesktop
    Call CreateOrUpdateDesktopShortcut
    !insertmacro POINT_SHORTCUT "$DESKTOP\${PRODUCTNAME}.lnk" latchet-window
  FunctionEnd
!macroend

; Neither program can be replaced or removed while it runs.
!macro NSIS_HOOK_PREINSTALL
  nsExec::Exec 'taskkill /IM latchet-window.exe'
  Pop $0
!macroend
; The uninstaller takes away only the shortcuts that open what it has installed them for.
!macro NSIS_HOOK_PREUNINSTALL
  nsExec::Exec 'taskkill /IM latchet-window.exe'
  Pop $0
  !insertmacro POINT_SHORTCUT "$SMPROGRAMS\${PRODUCTNAME}.lnk" latchet
  !insertmacro POINT_SHORTCUT "$DESKTOP\${PRODUCTNAME}.lnk" latchet
!macroend
