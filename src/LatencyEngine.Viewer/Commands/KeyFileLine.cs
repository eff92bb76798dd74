using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Commands;

/// <summary>One line of a key file, to read and to write. Pure.</summary>
public static class KeyFileLine
{
    private const string Shape = "actor, role, name, key in Base64 and, where not all, accounts";
    private const int WordsMin = 4;
    private const int WordsMax = 5;

    /// <summary>The actor of a line; <c>null</c> where it says nothing.</summary>
    /// <param name="place">File and line, for errors.</param>
    /// <exception cref="KeyFileException">Something else than an actor.</exception>
    public static ActorKey? Read(string place, ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty || line[0] == '#') return null;
        Span<Range> words = stackalloc Range[WordsMax + 1];
        var count = Split(line, words);
        if (count is < WordsMin or > WordsMax)
            throw new KeyFileException($"{place}: found {count} words; expected {Shape}");
        var accounts = count == WordsMax ? Accounts(place, line[words[4]]) : [];
        var actorId = ActorId(place, line[words[0]]);
        return Make(place, actorId, Role(place, line[words[1]]), line[words[2]], line[words[3]], accounts);
    }

    /// <summary>The text that reads back as the same actor, with its key: for a file that only its owner can read.</summary>
    public static string Write(ActorKey actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var role = actor.Role.ToString().ToLowerInvariant();
        var line = $"{actor.ActorId} {role} {actor.Name} {Convert.ToBase64String(actor.Key)}";
        return actor.Accounts.IsEmpty ? line : $"{line} {string.Join(',', actor.Accounts)}";
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> words)
    {
        var count = 0;
        for (var start = 0; start < line.Length && count < words.Length;)
        {
            var length = line[start..].IndexOfAny(" \t"u8);
            var end = length < 0 ? line.Length : start + length;
            if (end > start) words[count++] = start..end;
            start = end + 1;
        }

        return count;
    }

    private static uint ActorId(string place, ReadOnlySpan<byte> word) =>
        uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != 0
            ? id
            : throw new KeyFileException($"{place}: found '{Text(word)}' as the actor; expected a number from 1 to {uint.MaxValue}");

    private static ActorRole Role(string place, ReadOnlySpan<byte> word) => Text(word) switch
    {
        "viewer" => ActorRole.Viewer,
        "trader" => ActorRole.Trader,
        "admin" => ActorRole.Admin,
        var other => throw new KeyFileException($"{place}: found '{other}' as the role; expected viewer, trader or admin"),
    };

    private static ImmutableArray<uint> Accounts(string place, ReadOnlySpan<byte> word)
    {
        var accounts = ImmutableArray.CreateBuilder<uint>();
        foreach (var text in Text(word).Split(','))
            accounts.Add(uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != 0
                ? id
                : throw new KeyFileException($"{place}: found '{text}' as an account; expected numbers with commas between"));
        return accounts.ToImmutable();
    }

    private static ActorKey Make(
        string place, uint actorId, ActorRole role, ReadOnlySpan<byte> name, ReadOnlySpan<byte> base64, ImmutableArray<uint> accounts)
    {
        if (name.Length > ActorKey.NameCharactersMax || !Ascii.IsValid(name))
            throw new KeyFileException($"{place}: the name is too long; expected up to {ActorKey.NameCharactersMax} ASCII characters");
        Span<byte> key = stackalloc byte[ActorKey.KeyBytesMax];
        try
        {
            // What the text holds is not told: it may be most of a key.
            var status = Base64.DecodeFromUtf8(base64, key, out var consumed, out var bytes);
            if (status != OperationStatus.Done || consumed != base64.Length || bytes < ActorKey.KeyBytesMin)
                throw new KeyFileException(
                    $"{place}: the key is none; expected {ActorKey.KeyBytesMin} to {ActorKey.KeyBytesMax} bytes in Base64");
            return new ActorKey(actorId, role, Text(name), key[..bytes], accounts);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static string Text(ReadOnlySpan<byte> word) => Encoding.UTF8.GetString(word);
}
