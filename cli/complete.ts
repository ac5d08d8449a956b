import { Command } from './command';
import { ExitCode } from './exit-code';

export const complete: Command = { name: '__complete', summary: '', options: [], run: async () => ExitCode.CLEAN };
export const completeWithoutDescriptions = complete;
