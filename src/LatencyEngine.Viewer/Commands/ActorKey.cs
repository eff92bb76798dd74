using System.Collections.Immutable;
using System.Security.Cryptography;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Commands;

/// <summary>
/// Who may give commands, and the key that proves it. Any thread; owns the key, which is wiped when it is disposed of.
/// </summary>
public sealed class ActorKey : IDisposable
{
    /// <summary>Shorter keys are refused: 256 bits, as the code that they make.</summary>
    public const int KeyBytesMin = 32;

    /// <summary>Longer ones would only be hashed first.</summary>
    public const int KeyBytesMax = 64;

    public const int NameCharactersMax = 32;

    private readonly byte[] _key;

    /// <param name="actorId">From 1; 0 is the engine itself.</param>
    /// <param name="role">Any but None.</param>
    /// <param name="name">For people, without blanks.</param>
    /// <param name="key">Copied.</param>
    /// <param name="accounts">Those that the actor may give commands for; none for all.</param>
    public ActorKey(uint actorId, ActorRole role, string name, ReadOnlySpan<byte> key, ImmutableArray<uint> accounts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(actorId);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, KeyBytesMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, KeyBytesMax);
        ActorId = actorId;
        Role = role;
        Name = name;
        Accounts = accounts;
        // Pinned: a collector that moves it would leave a copy that nobody wipes.
        _key = GC.AllocateUninitializedArray<byte>(key.Length, pinned: true);
        key.CopyTo(_key);
    }

    public uint ActorId { get; }

    public ActorRole Role { get; }

    public string Name { get; }

    /// <summary>Empty for all.</summary>
    public ImmutableArray<uint> Accounts { get; }

    public ReadOnlySpan<byte> Key => _key;

    public bool MayUse(uint accountId) => Accounts.IsEmpty || Accounts.Contains(accountId);

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    public override string ToString() => $"actor {ActorId} ({Name}, {Role})";
}
