import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import classes from './Ltr.module.css'
import { say } from './notice.ts'

/**
 * An identifier: CNIC, FIR or prison number, section, telephone, date in digits. After an Urdu word 35202-1234567-1 would
 * read 1-1234567-35202; here it is isolated and never broken over two lines. `copy` adds a button.
 */
export function Ltr({ children, copy = false }: { children: string | number; copy?: boolean }) {
  const text = String(children)
  if (!copy)
    return (
      <bdi dir="ltr" className={classes.ltr}>
        {text}
      </bdi>
    )
  return (
    <span className={classes.copyable}>
      <bdi dir="ltr" className={classes.ltr}>
        {text}
      </bdi>
      <CopyButton text={text} />
    </span>
  )
}

function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    say(t('common:act.copied'))
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <button
      type="button"
      className={classes.copy}
      onClick={copy}
      aria-label={`${t('common:act.copy')} ${text}`}
    >
      <Icon name={copied ? 'check' : 'copy'} size={15} />
    </button>
  )
}
