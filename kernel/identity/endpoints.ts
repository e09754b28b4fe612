import { type Handler, handle, handleOpen } from '#kernel/gate'
import {
  approveEnrolment,
  approveLink,
  listAccounts,
  listLinks,
  openAccount,
  proposeLink,
  removeLink,
  requestEnrolment,
  setDisabled,
  withdrawEnrolment,
} from './account-office.ts'
import * as contract from './contract.ts'
import { beginOidc, finishOidc, listProviders } from './oidc.ts'
import {
  actAs,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  getDraftSecret,
  getSession,
  listOwnSessions,
  revokeSession,
  setLanguage,
  stepUp,
} from './own-session.ts'
import { enrol, showSecondFactor, signIn, signOut } from './sign-in.ts'

/** Signing in and one's own account. These do not open the door to data: they run on the sign-in service's own role. */
const own: readonly Handler[] = [
  handleOpen(contract.signIn, signIn),
  handleOpen(contract.showSecondFactor, showSecondFactor),
  handleOpen(contract.enrol, enrol),
  handleOpen(contract.signOut, signOut),
  handleOpen(contract.getSession, getSession),
  handleOpen(contract.getDraftSecret, getDraftSecret),
  handleOpen(contract.actAs, actAs),
  handleOpen(contract.stepUp, stepUp),
  handleOpen(contract.setLanguage, setLanguage),
  handleOpen(contract.listSessions, listOwnSessions),
  handleOpen(contract.revokeSession, revokeSession),
  handleOpen(contract.beginSecondFactor, beginSecondFactor),
  handleOpen(contract.confirmSecondFactor, confirmSecondFactor),
  handleOpen(contract.changePassword, changePassword),
  handleOpen(contract.listProviders, listProviders),
  handleOpen(contract.beginOidc, beginOidc),
  handleOpen(contract.finishOidc, finishOidc),
]

/** The account office. Two officers share every act that could give a door away. */
const office: readonly Handler[] = [
  handle(contract.listAccounts, listAccounts),
  handle(contract.openAccount, openAccount),
  handle(contract.disableAccount, (tx, input, call) => setDisabled(tx, input, call.now)),
  handle(contract.enableAccount, (tx, input) => setDisabled(tx, input, null)),
  handle(contract.requestEnrolment, requestEnrolment),
  handle(contract.approveEnrolment, approveEnrolment),
  handle(contract.withdrawEnrolment, withdrawEnrolment),
  handle(contract.listLinks, listLinks),
  handle(contract.proposeLink, proposeLink),
  handle(contract.approveLink, approveLink),
  handle(contract.removeLink, removeLink),
]

export const handlers: readonly Handler[] = [...own, ...office]
