using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>All that an answer is rendered from.</summary>
/// <param name="Served">The model that answers, as the world knows it.</param>
/// <param name="Refuse">Puts a failure into the form of this server.</param>
internal sealed record ChatExchange(
    WorldModel Served, ChatRequest Request, ChatAnswer Answer, ChatBehaviour Behaviour, string RequestId, Func<Failure, Refusal> Refuse)
{
    public long Created => Answer.Created.ToUnixTimeSeconds();

    /// <summary>The place in time of what comes with the last token.</summary>
    public int End => Answer.Slots;

    /// <summary>The place in time of the first token that is no thought.</summary>
    public int OutputSlot => Answer.Reasoning.Count;

    /// <summary>US dollars, or null when the model has no price.</summary>
    public decimal? Cost => Served.Cost is { } cost
        ? (((Answer.Usage.Prompt - Answer.Usage.Cached) * (cost.Input ?? 0))
            + (Answer.Usage.Cached * (cost.CacheRead ?? cost.Input ?? 0))
            + (Answer.Usage.Output * (cost.Output ?? 0))) / 1_000_000m
        : null;

    public IEnumerable<Piece> ReasoningPieces => Answer.HasShownReasoning ? Pieces(Answer.Reasoning, 0) : [];

    public IEnumerable<Piece> TextPieces => Pieces(Answer.Text, OutputSlot);

    public IEnumerable<Piece> CallPieces => Answer.Call is { } call ? Pieces(call.Arguments, OutputSlot) : [];

    private IEnumerable<Piece> Pieces(IReadOnlyList<string> tokens, int slot)
    {
        for (var start = 0; start < tokens.Count; start += Behaviour.Chunk)
        {
            var count = Math.Min(Behaviour.Chunk, tokens.Count - start);
            yield return new(slot + start, count, string.Concat(tokens.Skip(start).Take(count)));
        }
    }
}

/// <summary>The tokens of one frame.</summary>
internal readonly record struct Piece(int Slot, int Tokens, string Text);
