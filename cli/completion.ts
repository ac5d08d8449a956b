import { Command } from './command';
import { ExitCode } from './exit-code';

export const completion: Command = { name: 'completion', summary: '', options: [], run: async () => ExitCode.CLEAN };
