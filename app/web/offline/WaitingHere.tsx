import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../platform/ui/Icon.tsx'
import { whatWaits } from '../../../platform/ui/outbox/waiting.ts'
import classes from './Offline.module.css'

/** Before anybody has signed in: that something waits on this device for its officer. Whose it is, is not said. */
export function WaitingHere() {
  const { t } = useTranslation('web')
  const [count, setCount] = useState(0)
  useEffect(() => {
    void whatWaits('', []).then(({ others }) => setCount(others.reduce((sum, one) => sum + one.count, 0)))
  }, [])
  if (count === 0) return null
  return (
    <p className={classes.line}>
      <Icon name="cloud-off" size={17} />
      {t('sign-in.waiting', { count })}
    </p>
  )
}
