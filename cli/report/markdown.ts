import { Formatter } from './audit';
import { chainsSection } from './markdown/chains';
import { clustersSection } from './markdown/clusters';
import { deliverySection } from './markdown/delivery';
import { acceptedSection, findingsSection, gapsSection } from './markdown/findings';
import { inventorySection } from './markdown/inventory';
import { repositorySection } from './markdown/repository';
import { strengthsSection } from './markdown/strengths-section';
import { section } from './markdown/table';
import { summaryLine } from './summary-line';

/** The audit as a platform team would hand it in: what is there, how it works, what is wrong, what is done well. */
export const markdownReport: Formatter = (audit, presentation) => {
  const { summary, tool } = audit.report;
  const parts = [
    section('# Flux audit', `**${summaryLine(summary)}.** Judged offline by ${tool.name} ${tool.version}, as Flux would apply it.`),
    repositorySection(audit),
    clustersSection(audit),
    deliverySection(audit),
    chainsSection(audit),
    inventorySection(audit),
    findingsSection(audit, presentation),
    gapsSection(audit, presentation),
    acceptedSection(audit, presentation),
    strengthsSection(audit),
  ];
  return parts.filter((part) => part !== '').join('\n');
};
