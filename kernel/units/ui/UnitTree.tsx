import { useState } from 'react'
import { BothNames, Icon, Ltr, UnstyledButton, useBoth, useTranslation } from '#platform/ui'
import type { Branch } from './forest.ts'
import classes from './Units.module.css'

/** Units below units; a branch is drawn when it is opened. */
export function UnitTree({ forest, open }: { forest: readonly Branch[]; open: boolean }) {
  return (
    <ul className={classes.tree}>
      {forest.map((branch) => (
        <Node key={branch.unit.id} branch={branch} startOpen={open || forest.length === 1} all={open} />
      ))}
    </ul>
  )
}

function Node({ branch, startOpen, all }: { branch: Branch; startOpen: boolean; all: boolean }) {
  const { t } = useTranslation('units')
  const both = useBoth()
  const [open, setOpen] = useState(startOpen)
  const { unit, children, below } = branch
  const name = { en: unit.nameEn, ur: unit.nameUr }
  return (
    <li>
      <div className={`${classes.row} ${children.length === 0 ? classes.leaf : ''}`}>
        {children.length === 0 ? null : (
          <UnstyledButton
            className={classes.fold}
            aria-expanded={open}
            aria-label={both(name)}
            onClick={() => setOpen(!open)}
          >
            <Icon name="chevron-down" size={16} />
          </UnstyledButton>
        )}
        <BothNames name={name} as="inline" to={`/units/${unit.id}`} />
        <span className={classes.soft}>{t(`kind.${unit.kind}`)}</span>
        <span className={classes.soft}>
          <Ltr>{unit.code}</Ltr>
        </span>
        {below === 0 ? null : <span className={classes.soft}>{t('list.below', { count: below })}</span>}
      </div>
      {open && children.length > 0 ? (
        <ul>
          {children.map((child) => (
            <Node key={child.unit.id} branch={child} startOpen={all} all={all} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}
