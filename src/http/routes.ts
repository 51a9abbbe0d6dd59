import { approvalRoutes } from './approvals.ts';
import { assetRoutes } from './assets.ts';
import { auditRoutes } from './audit.ts';
import { baselineRoutes } from './baselines.ts';
import { checkRoutes } from './checks.ts';
import { conditionRoutes } from './conditions.ts';
import { consentRoutes } from './consents.ts';
import { coverageRoutes } from './coverage.ts';
import { declarationRoutes } from './declarations.ts';
import { descriptionRoute } from './description.ts';
import { eventRoutes } from './events.ts';
import { evidenceRoutes } from './evidence.ts';
import { exportRoutes } from './exports.ts';
import { fileRoutes } from './files.ts';
import { healthRoutes } from './health.ts';
import { judgementRoutes } from './judgements.ts';
import { metricsRoutes } from './metrics.ts';
import { noticeRoutes } from './notices.ts';
import { paperRoutes } from './papers.ts';
import { peopleRoutes } from './people.ts';
import { policyRoutes } from './policy.ts';
import { reportRoutes } from './reports.ts';
import { requestRoutes } from './requests.ts';
import { retirementRoutes } from './retirements.ts';
import type { Route } from './route.ts';
import { sessionRoutes } from './session.ts';
import { toolRoutes } from './tools.ts';
import { waiverRoutes } from './waivers.ts';

const DESCRIBED: readonly Route[] = [
  ...healthRoutes,
  ...sessionRoutes,
  ...assetRoutes,
  ...fileRoutes,
  ...declarationRoutes,
  ...noticeRoutes,
  ...consentRoutes,
  ...evidenceRoutes,
  ...judgementRoutes,
  ...toolRoutes,
  ...retirementRoutes,
  ...paperRoutes,
  ...baselineRoutes,
  ...requestRoutes,
  ...approvalRoutes,
  ...conditionRoutes,
  ...waiverRoutes,
  ...checkRoutes,
  ...exportRoutes,
  ...policyRoutes,
  ...eventRoutes,
  ...auditRoutes,
  ...reportRoutes,
  ...peopleRoutes,
  ...coverageRoutes,
  ...metricsRoutes,
];

/** Every operation below `/api/v1`, in the order of its description. */
export const ROUTES: readonly Route[] = [...DESCRIBED, descriptionRoute(DESCRIBED)];
