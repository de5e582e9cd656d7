// Azurite, until its standard input ends: then the process that started it has ended.
process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume();
require('azurite/dist/src/azurite.js');
