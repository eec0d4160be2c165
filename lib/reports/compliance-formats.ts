/** Every format of `lightbound report`, by the name that `--format` takes. */
export const complianceFormats = ['markdown', 'html', 'json', 'csv'] as const;

export type ComplianceFormat = (typeof complianceFormats)[number];
