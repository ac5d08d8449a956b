import { IRule } from '../../verification/rule';
import { AlertMatchesNothing } from './alert-matches-nothing/rule';
import { CommitStatusToWrongRepository } from './commit-status-to-wrong-repository/rule';
import { CrossNamespaceEventSource } from './cross-namespace-event-source/rule';
import { ErrorsNotAlerted } from './errors-not-alerted/rule';
import { FailuresExcludedFromAlert } from './failures-excluded-from-alert/rule';
import { IncompleteProvider } from './incomplete-provider/rule';
import { InvalidAlertRegex } from './invalid-alert-regex/rule';
import { ProviderNotFound } from './provider-not-found/rule';
import { ReceiverTargetNotFound } from './receiver-target-not-found/rule';
import { RetiredTeamsWebhook } from './retired-teams-webhook/rule';
import { SlackIncomingWebhook } from './slack-incoming-webhook/rule';
import { SourceWithoutReceiver } from './source-without-receiver/rule';
import { WildcardEventNamespace } from './wildcard-event-namespace/rule';

export const NOTIFICATION_RULES: readonly IRule[] = [
  new ProviderNotFound(),
  new IncompleteProvider(),
  new ErrorsNotAlerted(),
  new WildcardEventNamespace(),
  new AlertMatchesNothing(),
  new CrossNamespaceEventSource(),
  new ReceiverTargetNotFound(),
  new SourceWithoutReceiver(),
  new FailuresExcludedFromAlert(),
  new InvalidAlertRegex(),
  new RetiredTeamsWebhook(),
  new SlackIncomingWebhook(),
  new CommitStatusToWrongRepository(),
];
