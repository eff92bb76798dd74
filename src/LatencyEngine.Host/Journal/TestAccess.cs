using System.Runtime.CompilerServices;

// The tables of fields are held to the schema from outside.
[assembly: InternalsVisibleTo("LatencyEngine.Tests")]
