/** The policy pack's door: what `pulumi preview --policy-pack` loads. */
import { dayOf } from './lib/declarations/day';
import { packFacts, packIdentity, packVersion } from './lib/pack/pack-files';
import { startPolicyPack } from './lib/pack/policy-pack';
import { rules } from './policies';

startPolicyPack({
  rules,
  version: packVersion(),
  today: dayOf(new Date()),
  declarations: packFacts(rules),
  identity: packIdentity(),
});
