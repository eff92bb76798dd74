using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Collections;

/// <summary>Throw sites of the maps, out of their hot code.</summary>
[ColdPath("a caller's bug")]
internal static class MapErrors
{
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void ReservedKey() =>
        throw new ArgumentException($"{long.MinValue} marks an empty place and cannot be a key.");
}
