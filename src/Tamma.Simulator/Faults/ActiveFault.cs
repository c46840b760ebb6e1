namespace Tamma.Simulator.Faults;

/// <summary>A fault that is set, with what is left of it. The world's lock guards it.</summary>
internal sealed class ActiveFault(FaultSpec spec)
{
    private int? _left = spec.Times;

    public FaultSpec Spec => spec;

    public FaultSpec? Strike(int page, Dice dice)
    {
        if (_left == 0 || (spec.Struck is { } only && only != page) || (spec.Probability is { } probability && !dice.Chance(probability)))
        {
            return null;
        }

        _left--;
        return spec;
    }
}
