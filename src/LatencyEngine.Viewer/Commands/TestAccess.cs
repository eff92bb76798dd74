using System.Runtime.CompilerServices;

// The postbox decides what an answer means, and is held to it without sockets.
[assembly: InternalsVisibleTo("LatencyEngine.Tests")]
