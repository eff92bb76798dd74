using System.Runtime.CompilerServices;

// The simulated disk's tests run the log on one thread.
[assembly: InternalsVisibleTo("LatencyEngine.Tests")]
