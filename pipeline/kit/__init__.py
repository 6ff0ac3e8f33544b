"""The kit: a zip for Windows PCs without internet and rights, which has Python and all that the program needs in it."""
