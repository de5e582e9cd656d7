// Azurite, until its standard input ends: then whoever started it has ended or died.
process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume();
require('azurite/dist/src/azurite.js');
