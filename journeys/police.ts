import type { Officer } from './stage.ts'
import { ago, type Story } from './story.ts'

/** Just inside the twenty-four hours, so that the custody before the judgment has a whole day in it. */
const arrested = 23 * 60 + 50
const reported = 25 * 60

export async function registersTheFir(registrar: Officer, story: Story): Promise<void> {
  await registrar.go('/')
  await registrar.look('home-registrar')
  await registrar.go('/policing/firs/new')
  const told = ago(reported)
  await registrar.fill({
    firOn: told.typed,
    reportedOn: told.typed,
    reportedAt: told.time,
    occurredOn: told.typed,
    occurredAtPlace: 'صدر بازار',
  })
  await registrar.search('offences', '379', 'PPC 379')
  await registrar.fill({
    narrativeUr: 'سائلہ کی دکان سے نقدی چوری ہوئی۔',
    'complainant.nameUr': story.complainant.ur,
    'complainant.nameEn': story.complainant.en,
  })
  await registrar.pick('complainant.sex', 'F')
  await registrar.button('policing:fir.accused-add').click()
  await registrar.fill({
    'accused.0.person.nameUr': story.accused.ur,
    'accused.0.person.nameEn': story.accused.en,
  })
  await registrar.pick('accused.0.person.sex', 'M')
  story.fir = `${await registrar.field('firNumber').inputValue()}/${told.day.slice(0, 4)}`
  await registrar.look('fir-form')
  await registrar.button('policing:fir.submit').click()
  await registrar.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  story.caseId = new URL(registrar.page.url()).pathname.split('/').at(-1) ?? ''
  await registrar.page.getByText(story.accused[story.language]).first().waitFor()
  await registrar.look('case-after-fir')
}

export async function arrests(officer: Officer, story: Story): Promise<void> {
  await officer.go(`/policing/cases/${story.caseId}/arrest`)
  const at = ago(arrested)
  await officer.fill({
    arrestedOn: at.typed,
    arrestedAt: at.time,
    place: 'صدر بازار',
    journeyMinutes: '30',
  })
  await officer.field('groundsTold').first().check()
  await officer.look('arrest-form')
  await officer.button('policing:arrest.submit').click()
  await officer.page.waitForURL(/\/policing\/arrests$/)
  await officer.page.getByText(story.fir).first().waitFor()
  await officer.look('arrests')
}

export async function producesForRemand(officer: Officer, story: Story): Promise<void> {
  await officer.go(`/policing/cases/${story.caseId}/produce`)
  const court = await officer.unit('CRT-HYD-JM1')
  await officer.fill({ courtId: court.id })
  await officer.pick('asked', 'judicial')
  await officer.fill({ days: '14', reasons: 'تفتیش جاری ہے، ملزم کا عدالتی ریمانڈ درکار ہے۔' })
  await officer.look('production-form')
  await officer.button('policing:production.submit').click()
  await officer.page.waitForURL(new RegExp(`/cases/${story.caseId}$`))
}

export async function submitsTheChallan(officer: Officer, story: Story): Promise<void> {
  await officer.go(`/policing/cases/${story.caseId}/challan`)
  await officer.fill({
    summary: 'ملزم نے تفتیش میں اعتراف کیا، مسروقہ نقدی برآمد ہوئی، دو گواہان نے شناخت کیا۔',
  })
  await officer.look('challan-form')
  await officer.button('policing:challan.submit').click()
  await officer.page.waitForURL(new RegExp(`/cases/${story.caseId}$`))
}

export async function curesTheDefects(officer: Officer, story: Story): Promise<void> {
  await officer.go('/policing/returned')
  await officer.page.getByText(story.fir).first().waitFor()
  await officer.look('returned-challans')
  await officer.openRow(story.fir)
  await officer.page.waitForURL(new RegExp(`/policing/cases/${story.caseId}/challan$`))
  await officer.page.getByText(officer.say('policing:challan.cure')).waitFor()
  await officer.look('challan-again')
  await officer.button('policing:challan.submit').click()
  await officer.page.waitForURL(new RegExp(`/cases/${story.caseId}$`))
}
