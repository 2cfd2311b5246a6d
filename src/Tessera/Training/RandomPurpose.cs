namespace Tessera.Training;

/// <summary>What random numbers are for: each purpose has its own, so that one more draw changes no other.</summary>
enum RandomPurpose
{
    Initialization,
    ValidationSplit,
    Shuffle,
    Flip,
    Crop,
    Dropout,
}
