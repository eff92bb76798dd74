using System.Security.Cryptography;
using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Opening;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>The link of the hash chain: SHA-256 of a segment up to the end of its records, its own anchor included.</summary>
internal static class SegmentHash
{
    private const int ChunkBytes = 1 << 20;

    public static string Of(ILogFile file, int endOffset)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[Math.Min(ChunkBytes, endOffset)];
        for (var at = 0; at < endOffset; at += ChunkBytes)
        {
            var part = chunk.AsSpan(0, Math.Min(ChunkBytes, endOffset - at));
            if (file.Read(part, at) < part.Length) throw new EndOfStreamException("a segment became shorter");
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Of(SegmentImage image, int endOffset) =>
        Convert.ToHexStringLower(SHA256.HashData(image.Bytes[..endOffset]));
}
