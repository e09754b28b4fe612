import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  Load,
  Ltr,
  Modal,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { giveDuty, listAvailable, type Member, type Post, type Shift } from '../contract.ts'
import classes from './Staff.module.css'

/** Who can stand at a post, those free and rested first; whoever has had no rest yet only with a reason. */
export function FillPost({
  on,
  shift,
  post,
  rest,
  close,
}: {
  on: string
  shift: Shift
  post: Post
  rest: number
  close: () => void
}) {
  const { t } = useTranslation('custody-staff')
  const both = useBoth()
  const found = useCall(listAvailable, { on, shift, postId: post.id }, { keep: false })
  const [tired, setTired] = useState<Member>()
  const give = useCommand(giveDuty, {
    onDone: () => {
      say(t('fill.done'))
      close()
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={`${both(post.name)} · ${t(`shift.${shift}`)}`}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      {post.femaleOnly ? (
        <StatusBadge meaning="blue" icon="user-shield">
          {t('female-only')}
        </StatusBadge>
      ) : null}
      {give.error === null || give.error === undefined ? null : <ErrorPanel error={give.error} />}
      <Load call={found} lines={6}>
        {({ rows }) => {
          const able = rows.filter(({ obstacle }) => obstacle === null || obstacle === 'rest')
          return (
            <>
              {able.length === 0 ? <EmptyState title={t('fill.nobody')} why={t('fill.nobody-why')} /> : null}
              <ul className={classes.people}>
                {able.slice(0, 40).map((one) => (
                  <li key={one.id}>
                    <span className={classes.person}>
                      <Ltr>{one.number}</Ltr> <span>{both(one.name)}</span>
                      <span className={classes.soft}>{t('fill.duties', { count: one.duties })}</span>
                    </span>
                    {one.obstacle === null ? (
                      <Button
                        size="xs"
                        variant="filled"
                        loading={give.busy}
                        aria-label={t('fill.put-name', { name: both(one.name) })}
                        onClick={() => give.start({ on, shift, postId: post.id, memberId: one.id })}
                      >
                        {t('fill.put')}
                      </Button>
                    ) : (
                      <Button size="xs" onClick={() => setTired(one)}>
                        {t('fill.double')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
              <p className={classes.soft}>
                {(['female-only', 'away', 'on-duty'] as const)
                  .map((why) => ({ why, count: rows.filter(({ obstacle }) => obstacle === why).length }))
                  .filter(({ count }) => count > 0)
                  .map(({ why, count }) => t(`fill.not.${why}`, { count }))
                  .join(' · ')}
              </p>
            </>
          )
        }}
      </Load>
      <ConfirmAct
        opened={tired !== undefined}
        onClose={() => setTired(undefined)}
        title={t('fill.double')}
        consequence={t('fill.double-means', { hours: rest })}
        reason="required"
        actLabel={t('fill.double')}
        onConfirm={async (restWhy) => {
          if (tired !== undefined) await give.run({ on, shift, postId: post.id, memberId: tired.id, restWhy })
        }}
      />
    </Modal>
  )
}
