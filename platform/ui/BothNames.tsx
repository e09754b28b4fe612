import type { BothLanguages } from '../http/contract.ts'
import classes from './BothNames.module.css'
import { Link } from './Link.tsx'
import { useLanguage } from './language.ts'

/** A name in both scripts, the interface language first. A script that is missing is left out, never invented. */
export function BothNames({
  name,
  as = 'block',
  to,
}: {
  name: BothLanguages
  as?: 'block' | 'inline'
  to?: string
}) {
  const language = useLanguage()
  const order = (language === 'ur' ? (['ur', 'en'] as const) : (['en', 'ur'] as const)).filter(
    (each) => name[each].trim() !== '',
  )
  const [first, second] = order
  if (first === undefined) return <span className={classes.second}>—</span>
  return (
    <span className={as === 'block' ? classes.block : classes.inline}>
      <bdi lang={first} className={classes.first}>
        {to === undefined ? name[first] : <Link to={to}>{name[first]}</Link>}
      </bdi>
      {second === undefined ? null : (
        <bdi lang={second} className={classes.second}>
          {name[second]}
        </bdi>
      )}
    </span>
  )
}
