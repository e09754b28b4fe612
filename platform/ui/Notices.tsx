import { useEffect, useState } from 'react'
import classes from './Notices.module.css'
import { onNotice } from './notice.ts'

/** Where notices appear; once, in the shell. */
export function Notices() {
  const [notice, setNotice] = useState<{ text: string; at: number } | undefined>(undefined)
  useEffect(() => onNotice((text) => setNotice({ text, at: Date.now() })), [])
  useEffect(() => {
    if (notice === undefined) return
    const timer = setTimeout(() => setNotice(undefined), 4000)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div role="status" aria-live="polite" className={classes.place}>
      {notice === undefined ? null : <div className={classes.notice}>{notice.text}</div>}
    </div>
  )
}
