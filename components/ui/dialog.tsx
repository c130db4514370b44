'use client'

import '@/components/ui/record.css'
import { type ReactNode, useId, useRef } from 'react'
import { type ButtonLook, type ButtonSize, buttonClass } from '@/components/ui/button'

type Props = {
  /** Words of the button that opens it. */
  open: ReactNode
  openLook?: ButtonLook
  openSize?: ButtonSize
  title: string
  close: string
  children: ReactNode
}

/** A native modal dialog behind a button. Escape and the close button shut it; focus returns to the button by itself. */
export function Dialog({ open, openLook = 'plain', openSize = 'normal', title, close, children }: Readonly<Props>) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={buttonClass(openLook, openSize)}
        onClick={() => dialog.current?.showModal()}
      >
        {open}
      </button>
      <dialog ref={dialog} className="dlg" aria-labelledby={id}>
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" className="shut" aria-label={close} onClick={() => dialog.current?.close()}>
            <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M6 6l12 12M18 6 6 18" />
            </svg>
          </button>
        </header>
        {children}
      </dialog>
    </>
  )
}
