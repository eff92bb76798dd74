using System.Runtime.CompilerServices;

// The generator and its tables are checked on their own: the market's bytes hang on every one of their bits.
[assembly: InternalsVisibleTo("LatencyEngine.Tests")]
