using System.Runtime.CompilerServices;

// The breather's judgement is a rule of its own, and cannot be seen from outside without measuring time.
[assembly: InternalsVisibleTo("LatencyEngine.Tests")]
