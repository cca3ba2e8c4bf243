; The shortcuts open the window; the installer would have them open the command line.
!macro NSIS_HOOK_POSTINSTALL
  ${If} ${FileExists} "$SMPROGRAMS\${PRODUCTNAME}.lnk"
    CreateShortcut "$SMPROGRAMS\${PRODUCTNAME}.lnk" "$INSTDIR\latchet-window.exe"
  ${EndIf}
  ${If} ${FileExists} "$DESKTOP\${PRODUCTNAME}.lnk"
    CreateShortcut "$DESKTOP\${PRODUCTNAME}.lnk" "$INSTDIR\latchet-window.exe"
  ${EndIf}
!macroend

; Neither program can be replaced or removed while it runs.
!macro NSIS_HOOK_PREINSTALL
  nsExec::Exec 'taskkill /IM latchet-window.exe'
  Pop $0
!macroend
!macro NSIS_HOOK_PREUNINSTALL
  nsExec::Exec 'taskkill /IM latchet-window.exe'
  Pop $0
!macroend
