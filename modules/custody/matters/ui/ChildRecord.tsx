import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Columns,
  DateField,
  DeadlineBadge,
  Form,
  Group,
  KeyValue,
  Ltr,
  Modal,
  Section,
  say,
  TextField,
  today,
  useBoth,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { type getMatter, letChildGo, planForChild } from '../contract.ts'
import classes from './Matters.module.css'

type Child = NonNullable<OutputOf<typeof getMatter>['child']>

/** The child's own record, and the proof of the day on which it leaves. */
export function ChildRecord({ child }: { child: Child }) {
  const { t } = useTranslation('custody-matters')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Section title={t('child.record')}>
      <p className={classes.soft}>{t('child.not-in-roll')}</p>
      <KeyValue
        columns={2}
        items={[
          { label: t('common:word.name'), value: both(child.name) },
          { label: t('child.sex'), value: t(`sex.${child.sex}`) },
          {
            label: t('child.six'),
            value: (
              <>
                {child.leftOn === null ? (
                  <DeadlineBadge date={child.sixOn} label={t('child.six')} />
                ) : (
                  date(child.sixOn)
                )}
                <div className={classes.soft}>{t('child.six-proof', { born: child.bornOn })}</div>
              </>
            ),
          },
          {
            label: t('child.proof'),
            value: (
              <>
                {t(`proof.${child.proof}`)}{' '}
                {child.proofReference === null ? null : <Ltr>{child.proofReference}</Ltr>}
              </>
            ),
          },
          { label: t('child.came'), value: `${t(`came.${child.came}`)} · ${date(child.cameOn)}` },
          ...(child.father === null
            ? []
            : [
                {
                  label: t('child.father'),
                  value: (
                    <bdi>{[child.father, child.fatherWhereabouts ?? ''].filter(Boolean).join(' · ')}</bdi>
                  ),
                },
              ]),
          {
            label: t('child.plan'),
            value: child.plan === null ? t('child.no-plan') : <bdi>{child.plan}</bdi>,
          },
          ...(child.leftOn === null
            ? []
            : [
                {
                  label: t('child.left'),
                  value: <bdi>{`${date(child.leftOn)} · ${child.leftTo ?? ''}`}</bdi>,
                },
              ]),
        ]}
      />
    </Section>
  )
}

export function ChildActs({ id, child }: { id: string; child: Child }) {
  const { t } = useTranslation('custody-matters')
  const [act, setAct] = useState<'plan' | 'leave'>()
  const shut = () => setAct(undefined)
  if (child.leftOn !== null) return null
  return (
    <Group gap={8}>
      <Button onClick={() => setAct('plan')}>{t('child.plan-act')}</Button>
      <Button variant="filled" onClick={() => setAct('leave')}>
        {t('child.leave-act')}
      </Button>
      <Modal opened={act === 'plan'} onClose={shut} title={t('child.plan-act')} size="lg">
        <Form
          endpoint={planForChild}
          initial={{ plan: child.plan ?? '' }}
          submit={t('child.submit')}
          cancel={shut}
          prepare={(values) => ({ ...values, id })}
          onDone={() => {
            shut()
            say(t('child.planned'))
          }}
        >
          <TextField
            name="plan"
            label={t('child.plan')}
            hint={t('child.plan-text')}
            multiline
            required
            maxLength={1000}
          />
        </Form>
      </Modal>
      <Modal opened={act === 'leave'} onClose={shut} title={t('child.leave-act')} size="lg">
        <Form
          endpoint={letChildGo}
          initial={{ on: today() }}
          submit={t('child.submit')}
          cancel={shut}
          prepare={(values) => ({ ...values, id })}
          onDone={() => {
            shut()
            say(t('child.leave-done'))
          }}
        >
          <Columns>
            <DateField name="on" label={t('do.on')} required />
            <TextField name="to" label={t('child.leave-to')} required maxLength={300} />
            <TextField name="reference" ltr label={t('child.leave-paper')} required maxLength={200} />
          </Columns>
        </Form>
      </Modal>
    </Group>
  )
}
